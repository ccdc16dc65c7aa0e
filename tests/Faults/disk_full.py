"""F28: the disk runs full while people write. Needs root: it mounts a small disk of its own."""
import os
import subprocess

import lab


def main():
    lab.needs("mount", root=True)
    with lab.Folder() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", folder], check=True)
        try:
            try_it(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def try_it(folder):
    with lab.Site(folder, settings={"Database__LeastFreeMegabytes": "8", "Logging__LogLevel__Default": "Error"}) as site:
        site.ready()
        coordinator, administrator = lab.Browser(site).sign_in("Mona Lund"), lab.Browser(site).sign_in("Anton Lauring")
        assert "disk er næsten fuld" not in administrator.open("/")[1]
        before = lab.one(site.database, "SELECT count(*) FROM Needs")

        filler = os.path.join(folder, "filler")
        fill(filler)
        sentence = "Vi mangler besøgsvenner " + "til ældre " * 10
        saved, page = 0, ""
        while True:
            status, page, _ = coordinator.submit("/behov/nyt", {"Form.Title": f"{sentence}{saved}"})
            if status == 503:
                break
            assert status == 302, status
            saved += 1
            assert saved < 2000, "The disk never ran full."

        assert f"{sentence}{saved}" in page, "What was typed is not on the page."
        assert lab.one(site.database, "SELECT count(*) FROM Needs") == before + saved, "A need is saved that was refused, or the other way about."
        assert coordinator.open("/katalog")[0] == 200 and coordinator.open("/behov")[0] == 200, "Pages cannot be read."
        assert "disk er næsten fuld" in administrator.open("/")[1], "The administrator is not told."

        os.remove(filler)
        form = next(form for form in lab.forms(page) if form["action"] == "/behov/nyt")
        assert coordinator.open(form["action"], form["fields"])[0] == 302, "It does not go on when there is room."
        assert lab.one(site.database, "SELECT count(*) FROM Needs") == before + saved + 1
        assert "disk er næsten fuld" not in administrator.open("/")[1]
        assert lab.is_whole(site.database)
        print(f"Measured: disk full after {saved} more needs; refused with 503, read on, went on by itself when there was room.")


def fill(path):
    with open(path, "wb") as file:
        try:
            while True:
                file.write(bytes(64 * 1024))
        except OSError:
            pass
        try:
            file.close()
        except OSError:
            pass


if __name__ == "__main__":
    main()
