"""L03: ten thousand mails are due at once, and the mail server takes 20 ms for each. How long does it take, and what do pages take meanwhile?

Somebody opens a page four times a second, for a minute before and all the while. The goals: ten minutes, and a 99th percentile that at most doubles.
Only a machine that does nothing else can answer; the exit code says whether the goals were met.
"""
import sys
import threading
import time

import lab

MAILS = 10_000
PAUSE = 0.25
PAGES = ["/", "/behov", "/katalog", "/aftaler", "/moeder"]


def main():
    with lab.Folder() as folder, lab.MailServer(folder, "--delay", "0.02") as server:
        with lab.Site(folder, settings={**server.settings(time_limit=60), "Logging__LogLevel__Default": "Error"}).ready() as site:
            browser = lab.Browser(site).sign_in("Mona Lund")
            visit(browser, 100)
            before = visit(browser, 240)

            ids = lab.letters(site.database, MAILS)
            begun, during, done = time.time(), [], threading.Event()
            visitor = threading.Thread(target=lambda: during.extend(visit(browser, until=done)))
            visitor.start()
            lab.eventually(lambda: len(server.accepted) >= MAILS, 3600, pause=2)
            seconds = time.time() - begun
            done.set()
            visitor.join()
        lab.once_each(server, ids)

    was, became = p99(before), p99(during)
    print(f"Measured: {MAILS} mails in {seconds / 60:.1f} minutes ({MAILS / seconds:.0f} a second); p99 of a page {was:.0f} ms before and {became:.0f} ms meanwhile ({became / was:.2f} times).")
    sys.exit(seconds > 600 or became > 2 * was)


def visit(browser, count=None, until=None):
    """Opens pages at a steady pace; answers with the milliseconds each took."""
    taken = []
    while (until is not None and not until.is_set()) or len(taken) < (count or 0):
        begun = time.time()
        assert browser.open(PAGES[len(taken) % len(PAGES)])[0] == 200
        taken.append((time.time() - begun) * 1000)
        time.sleep(max(0, PAUSE - (time.time() - begun)))
    return taken


def p99(taken):
    return sorted(taken)[int(len(taken) * 0.99)]


if __name__ == "__main__":
    main()
