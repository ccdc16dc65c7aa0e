"""F39: a copy of the database is made every second while people write; each copy is whole, and its evidence holds."""
import os
import sqlite3
import threading
import time

import lab

COPIES = 12
VERIFIED = 3


def main():
    with lab.Folder() as folder:
        copies = []
        with lab.Site(folder, settings={"Logging__LogLevel__Default": "Error"}).ready() as site:
            stop = threading.Event()
            saved = []
            writers = [threading.Thread(target=write, args=(site, stop, saved)) for _ in range(2)]
            for writer in writers:
                writer.start()
            lab.eventually(lambda: saved, 120)
            number = 0
            while number < COPIES or len(saved) < COPIES:
                copies.append(os.path.join(folder, f"copy-{number}.db"))
                connection = sqlite3.connect(site.database, timeout=30, isolation_level=None)
                connection.create_collation("da_dk", lambda a, b: (a > b) - (a < b))
                connection.execute("VACUUM INTO ?", (copies[-1],))
                connection.close()
                number += 1
                time.sleep(1)
            stop.set()
            for writer in writers:
                writer.join()

        needs = [lab.one(copy, "SELECT count(*) FROM Needs") for copy in copies]
        assert all(lab.is_whole(copy) for copy in copies), "A copy is damaged."
        assert needs == sorted(needs) and needs[-1] > needs[0], f"Nothing was written meanwhile: {needs}"
        for copy in copies[::len(copies) // VERIFIED]:
            with lab.Site(folder, database=copy, command=["verify"], environment="Production") as verify:
                assert verify.ends() == 0, verify.said
                assert " 0 with something wrong" in verify.said, verify.said
        print(f"Measured: {len(copies)} copies during {len(saved)} saves, all whole; {len(copies[::len(copies) // VERIFIED])} of them verified with their evidence.")


def write(site, stop, saved):
    browser = lab.Browser(site).sign_in("Mona Lund")
    while not stop.is_set():
        status, _, _ = browser.submit("/behov/nyt", {"Form.Title": "Vi mangler besøgsvenner til ældre"})
        assert status == 302, status
        saved.append(status)


if __name__ == "__main__":
    main()
