"""F29: the N-th write or flush to the database fails, N = 1, 2, 3 and so on. Needs strace and the right to use it on another program.

What the page says decides: whoever is told that something is saved finds it in the database, also when the service is killed
the moment after; whoever is told to try again does not lose what was typed. The database stays whole each time.
"""
import subprocess
import time

import lab

MOST = 12
CALLS = "pwrite64,fdatasync,fsync,ftruncate"


def main():
    lab.needs("strace", root=True)
    with lab.Folder() as folder:
        refused, saved, n = 0, 0, 0
        with lab.Site(folder, settings={"Logging__LogLevel__Default": "Critical"}) as site:
            site.ready()
            browser = lab.Browser(site).sign_in("Mona Lund")
            browser.submit("/behov/nyt", {"Form.Title": "Den første, så alt er varmt"})
            for call in CALLS.split(","):
                for n in range(1, MOST + 1):
                    title = f"Vi mangler hjælp nummer {call} {n}"
                    status, page = with_fault(site, browser, call, n, title)
                    there = lab.one(site.database, "SELECT count(*) FROM Needs WHERE Title = ?", title)
                    if status == 302:
                        assert there == 1, f"{title}: said to be saved, and it is not."
                        saved += 1
                    else:
                        assert status == 503, f"{title}: answered {status}."
                        assert title in page, f"{title}: what was typed is lost."
                        refused += 1
                    assert lab.is_whole(site.database), f"{title}: the database is damaged."
            site.kill()

        assert refused > 0, "No fault ever met a write; the test proves too little."
        with lab.Site(folder, settings={"Logging__LogLevel__Default": "Critical"}) as again:
            again.ready()
            assert lab.is_whole(again.database)
            kept = lab.one(again.database, "SELECT count(*) FROM Needs WHERE Title LIKE 'Vi mangler hjælp nummer %'")
            assert kept >= saved, f"{saved} were said to be saved, {kept} are there after a kill."
        print(f"Measured: {refused + saved} saves with a failing write or flush: {refused} refused with what was typed, {saved} saved, {kept} there after a kill.")


def with_fault(site, browser, call, n, title):
    """Sends the form while the N-th call of its kind that touches the database fails."""
    files = [option for ending in ("", "-wal", "-journal", "-shm") for option in ("-P", site.database + ending)]
    tracer = subprocess.Popen(["strace", "-f", "-qq", "-p", str(site.worker), "-o", "/dev/null", *files, "-e", f"trace={call}", "-e", f"inject={call}:error=EIO:when={n}+"],
                              stderr=subprocess.DEVNULL)
    try:
        lab.eventually(lambda: is_traced(site.worker) or tracer.poll() is not None, 10)
        assert tracer.poll() is None, "strace may not look at the service."
        time.sleep(0.2)
        status, page, _ = browser.submit("/behov/nyt", {"Form.Title": title})
        return status, page
    finally:
        tracer.terminate()
        tracer.wait()


def is_traced(process):
    with open(f"/proc/{process}/status", encoding="ascii") as file:
        return any(line.startswith("TracerPid:") and line.split()[1] != "0" for line in file)


if __name__ == "__main__":
    main()
