"""F18 and F19: the network between the service and the mail server goes away, or is very thin. Needs root, ip and tc.

The mail server stands in a network of its own (a network namespace), tied to ours by one line that the test can cut and narrow.
"""
import os
import subprocess
import sys
import time

import lab

SPACE = f"kem{os.getpid()}"
OURS, THEIRS = "10.177.53.1", "10.177.53.2"
LINE = f"kl{os.getpid()}"


def run(command):
    subprocess.run(command.split(), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def main():
    lab.needs("ip", "tc", root=True)
    try:
        run(f"ip netns add {SPACE}")
        run(f"ip link add {LINE} type veth peer name eth0 netns {SPACE}")
    except subprocess.CalledProcessError:
        print("needs network namespaces")
        sys.exit(lab.SKIPPED)
    try:
        run(f"ip addr add {OURS}/30 dev {LINE}")
        run(f"ip link set {LINE} up")
        run(f"ip netns exec {SPACE} ip addr add {THEIRS}/30 dev eth0")
        run(f"ip netns exec {SPACE} ip link set eth0 up")
        with lab.Folder() as folder, lab.MailServer(folder, "--host", THEIRS, before=["ip", "netns", "exec", SPACE]) as server:
            (thin if "thin" in sys.argv else gone)(folder, server)
    finally:
        subprocess.run(["ip", "link", "del", LINE], stderr=subprocess.DEVNULL, check=False)
        run(f"ip netns del {SPACE}")


def gone(folder, server):
    """The line is cut in the middle of the sending, and mended."""
    settings = server.settings(THEIRS, time_limit=3)
    with lab.Site(folder, settings=settings).ready() as site:
        browser = lab.Browser(site).sign_in("Mona Lund")
        run(f"ip link set {LINE} down")
        ids = lab.letters(site.database, 40)
        lab.eventually(lambda: lab.one(site.database, "SELECT count(*) FROM Outbox WHERE LastError IS NOT NULL") > 0, 120)
        assert not server.accepted and browser.open("/behov")[0] == 200
        states = lab.one(site.database, "SELECT count(*) FROM Outbox WHERE State <> 'Waiting' AND ToAddress LIKE 'medlem%'")
        assert states == 0, "Something was given up, or said to be sent."

        run(f"ip link set {LINE} up")
        due_now(site.database)
        finish(site)
    lab.once_each(server, ids)
    print(f"Measured: {len(ids)} mails over a line that was cut and mended: once each.")


def thin(folder, server):
    """400 kbit a second."""
    run(f"tc qdisc add dev {LINE} root tbf rate 400kbit burst 4kb latency 400ms")
    with lab.Site(folder, settings=server.settings(THEIRS, time_limit=20)).ready() as site:
        ids = lab.letters(site.database, 100)
        begun = time.time()
        finish(site)
    lab.once_each(server, ids)
    print(f"Measured: {len(ids)} mails over 400 kbit/s in {time.time() - begun:.0f} s: once each.")


def due_now(path):
    """The pauses after a failure are minutes; the test does not wait for them."""
    connection = lab.database(path)
    connection.execute("UPDATE Outbox SET DueAt = datetime('now', '-1 minute') WHERE State = 'Waiting' AND ToAddress LIKE 'medlem%'")
    connection.close()


def finish(site):
    lab.eventually(lambda: lab.one(site.database, "SELECT count(*) FROM Outbox WHERE State = 'Waiting' AND ToAddress LIKE 'medlem%'") == 0, 240, pause=0.5)


if __name__ == "__main__":
    main()
