"""F20 and F38, with a clock that the test sets (Debian: libfaketime). "restarts": twenty starts while things are due."""
import os
import random
import sys
import time

import lab

LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
RESTARTS = 20
DAY = 24 * 3600


def faked(folder):
    """The settings of a program whose clock is read from a file."""
    return {"LD_PRELOAD": LIBRARY, "FAKETIME_TIMESTAMP_FILE": clock_file(folder), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}


def clock_file(folder):
    return os.path.join(folder, "clock")


def put(folder, seconds):
    """Moves the clock so far from the real one."""
    new = clock_file(folder) + ".new"
    with open(new, "w", encoding="ascii") as file:
        file.write(f"{seconds:+d}\n")
    os.replace(new, clock_file(folder))


def to_monday_morning():
    """How far it is to half past nine next Monday in winter time or summer time, whichever it is."""
    now = time.time()
    local = time.gmtime(now + 3600)
    days = (7 - local.tm_wday) % 7 or 7
    return int(days * DAY + (9.5 - local.tm_hour - local.tm_min / 60) * 3600 - local.tm_sec)


def main():
    lab.needs(LIBRARY)
    with lab.Folder() as folder:
        put(folder, to_monday_morning())
        with lab.MailServer(folder) as server:
            (restarts if "restarts" in sys.argv else jumps)(folder, server)


def jumps(folder, server):
    """A day forward, and a day back, while the service runs."""
    start = to_monday_morning()
    settings = {**server.settings(), **faked(folder)}
    with lab.Site(folder, settings=settings).ready() as site:
        pretend_yesterday(site)
        put(folder, start + DAY)
        lab.eventually(lambda: "put forward" in site.said, 60)
        quiet(site, server)
        after = check(site, server)
        assert after > 0, "Nothing was due; the test proves too little."

        put(folder, start)
        lab.eventually(lambda: "put back" in site.said, 60)
        ids = lab.letters(site.database, 1)
        connection = lab.database(site.database)
        connection.execute("UPDATE Outbox SET DueAt = datetime(DueAt, ?), GiveUpAt = datetime(GiveUpAt, '+30 days') WHERE Id = ?", (f"{start - 60} seconds", ids[0]))
        connection.close()
        lab.eventually(lambda: lab.one(site.database, "SELECT State FROM Outbox WHERE Id = ?", ids[0]) == "Sent", 90)
        quiet(site, server)
        assert check(site, server) == after + 1, "After the clock was put back something came again."
    print(f"Measured: clock a day forward: {after} mails, once each; a day back: nothing again, and what is new goes out.")


def restarts(folder, server):
    settings = {**server.settings(), **faked(folder)}
    with lab.Site(folder, settings=settings).ready() as site:
        path = site.database
        site.stop()
    pretend_yesterday_at(path)
    chance = random.Random(1)
    longest = 0
    for _ in range(RESTARTS):
        with lab.Site(folder, settings=settings).ready() as site:
            time.sleep(chance.uniform(0, 1.5))
            longest = max(longest, site.stop())
    with lab.Site(folder, settings=settings).ready() as site:
        quiet(site, server)
        sent = check(site, server)
    assert sent > 0, "Nothing was due; the test proves too little."
    assert longest <= 10, f"A stop took {longest:.1f} s."
    print(f"Measured: {RESTARTS} restarts while {sent} mails fell due: once each; the longest stop took {longest:.1f} s.")


def pretend_yesterday(site):
    lab.eventually(lambda: lab.one(site.database, "SELECT count(*) FROM RoutineRuns WHERE EndedAt IS NOT NULL") > 0, 90)
    pretend_yesterday_at(site.database)


def pretend_yesterday_at(path):
    """As if every routine had last run two days ago, so that a start makes good what was missed."""
    connection = lab.database(path)
    connection.execute("DELETE FROM RoutineRuns")
    required = [(name, kind) for _, name, kind, notnull, default, _ in connection.execute("PRAGMA table_info(RoutineRuns)") if notnull and default is None]
    import uuid
    for (routine,) in connection.execute("SELECT Name FROM Routines").fetchall():
        row = {name: 0 if kind == "INTEGER" else "" for name, kind in required}
        row |= {"Id": str(uuid.uuid4()).upper(), "Routine": routine, "StartedAt": "2026-01-01 08:00:00", "EndedAt": "2026-01-01 08:00:01"}
        connection.execute(f"INSERT INTO RoutineRuns ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    connection.close()


def quiet(site, server):
    """Waits until no mail has come for a while."""
    seen, since = -1, time.time()
    while time.time() - since < 40:
        if len(server.accepted) != seen:
            seen, since = len(server.accepted), time.time()
        time.sleep(1)


def check(site, server):
    """Each mail that is marked as sent came once, and none came that is not."""
    came = [mail["id"].strip("<>").split("@")[0] for mail in server.accepted]
    connection = lab.database(site.database)
    sent = [row[0].replace("-", "").lower() for row in connection.execute("SELECT Id FROM Outbox WHERE State = 'Sent' AND SentAt > datetime('now', '-1 day')").fetchall()]
    connection.close()
    assert len(came) == len(set(came)), f"{len(came) - len(set(came))} mails came twice."
    assert set(came) <= set(sent), "A mail came that is not marked as sent."
    return len(came)


if __name__ == "__main__":
    main()
