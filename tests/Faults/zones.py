"""F22 and F24: a server in another part of the world shows, mails and plans the same Danish hours; a wrong time zone table is told."""
import os
import re
import shutil

import lab

ZONES = ["Europe/Copenhagen", "UTC", "America/New_York"]
PAGES = ["/moeder", "/aftaler", "/forslag"]


def main():
    lab.needs("/usr/share/zoneinfo/America/New_York")
    with lab.Folder() as folder:
        seen = [look(folder, zone) for zone in ZONES]
        for zone, there in zip(ZONES[1:], seen[1:]):
            for what, text in there.items():
                assert text == seen[0][what], f"{what} differs in {zone}."
        hour, minute = re.search(r"DTSTART;TZID=Europe/Copenhagen:\d+T(\d\d)(\d\d)00", seen[0]["calendar"]).groups()
        assert f"{hour}.{minute}" in seen[0]["meeting"], "The page does not show the hour of the calendar file."

        table = os.path.join(folder, "zoneinfo")
        shutil.copytree("/usr/share/zoneinfo", table, symlinks=True)
        os.remove(os.path.join(table, "Europe/Copenhagen"))
        shutil.copy(os.path.realpath("/usr/share/zoneinfo/Africa/Lagos"), os.path.join(table, "Europe/Copenhagen"))
        with lab.Site(folder, settings={"TZDIR": table}).ready() as site:
            assert "time zone table has another Danish time" in site.said, "A table without summer time is not told."
        print(f"Measured: {len(seen[0])} pages and files the same with the server in {', '.join(ZONES)}; a table without summer time is told at the start.")


def look(folder, zone):
    with lab.Site(folder, settings={"TZ": zone}).ready() as site:
        assert "time zone table" not in site.said
        coordinator, administrator = lab.Browser(site).sign_in("Mona Lund"), lab.Browser(site).sign_in("Anton Lauring")
        seen = {page: text_of(coordinator.open(page)[1]) for page in PAGES}
        meeting = next(found for found in re.findall(r'href="(/moeder/[0-9a-f-]{36})"', coordinator.open("/moeder")[1]))
        seen["meeting"] = text_of(coordinator.open(meeting)[1])
        status, calendar, _ = coordinator.open(f"{meeting}.ics")
        assert status == 200, status
        seen["calendar"] = "\n".join(line for line in calendar.splitlines() if not line.startswith("DTSTAMP"))
        plan = text_of(administrator.open("/administration/tidsplan")[1])
        seen["hours of the routines"] = sorted(set(re.findall(r"(?:i morgen|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)[^<]*?kl\. ?0[1238]\.\d\d", plan)))
        return seen


def text_of(page):
    main_part = page.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r'<input[^>]*__RequestVerificationToken[^>]*>', "", main_part)))


if __name__ == "__main__":
    main()
