"""The service as a program of its own, with the demonstration in it, for faults that need tools from outside.

A script says what it lacks with needs(), which ends it with the exit code that tests/faults takes for "skipped".
"""
import html
import http.cookiejar
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

SKIPPED = 77
HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
PROGRAM = os.environ.get("KEM_PROGRAM") or os.path.join(TESTS, "Kem.Match.Web.Tests", "bin", "Debug", "net10.0", "Kem.Match.Web.dll")
SINK = os.path.join(TESTS, "Kem.Match.Web.Tests", "Mailing", "smtp_sink.py")
PYTHON = "/usr/bin/python3"


def needs(*tools, root=False):
    """Ends the script as skipped when the machine lacks something."""
    missing = [tool for tool in tools if shutil.which(tool) is None and not os.path.exists(tool)]
    if root and os.geteuid() != 0:
        missing.append("root")
    if missing:
        print("needs " + ", ".join(missing))
        sys.exit(SKIPPED)


def eventually(what, seconds=60, pause=0.05):
    """Waits for something to become true, and answers with it."""
    until = time.time() + seconds
    while time.time() < until:
        answer = what()
        if answer:
            return answer
        time.sleep(pause)
    raise AssertionError(f"It did not happen within {seconds} seconds.")


class Folder:
    """A folder that is gone when the script is over."""
    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="kem-fault-")
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Site:
    """One running copy of the service on SQLite."""
    def __init__(self, folder, database=None, settings=None, before=(), command=(), environment="Development"):
        self.folder = folder
        self.database = database or os.path.join(folder, "kem.db")
        self.lines = []
        values = {
            "ASPNETCORE_ENVIRONMENT": environment, "ASPNETCORE_URLS": "http://127.0.0.1:0", "Database": "sqlite",
            "ConnectionStrings__Kem": f"Data Source={self.database};Foreign Keys=True;Default Timeout=10",
            "Keys__Folder": os.path.join(folder, "keys"), "Mail__PickupFolder": os.path.join(folder, "mails"),
            **(settings or {}),
        }
        self.process = subprocess.Popen([*before, "dotnet", PROGRAM, *command], cwd=os.path.dirname(PROGRAM), env={**os.environ, **values},
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    @property
    def said(self):
        return "\n".join(self.lines)

    def ready(self, seconds=240):
        """Waits until pages can be had."""
        def address():
            assert self.process.poll() is None, self.said
            return re.search(r"Now listening on: (\S+)|KEM Match kører på (\S+)", self.said)
        found = eventually(address, seconds)
        self.address = (found.group(1) or found.group(2)).rstrip("/")
        return self

    def ends(self, seconds=240):
        return self.process.wait(seconds)

    def stop(self, seconds=30):
        begun = time.time()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(seconds)
        return time.time() - begun

    def kill(self):
        self.process.kill()
        self.process.wait()

    @property
    def worker(self):
        """The process id of the service itself, also when another program started it."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid), "-x", "dotnet"], stdout=subprocess.PIPE, text=True).stdout.split()
        return int(found[0]) if found else self.process.pid


class Browser:
    """Keeps cookies and does not follow redirects, so that a script sees what was answered."""
    def __init__(self, site):
        self.site = site
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), _NoRedirect, urllib.request.ProxyHandler({}))

    def open(self, path, fields=None, seconds=60):
        """Status, text and where it leads to."""
        data = None if fields is None else urllib.parse.urlencode(fields).encode()
        try:
            with self.opener.open(urllib.request.Request(self.site.address + path, data), timeout=seconds) as answer:
                return answer.status, answer.read().decode(), answer.headers.get("Location")
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(), answer.headers.get("Location")

    def sign_in(self, name):
        _, page, _ = self.open("/")
        form = next(form for form in forms(page) if form["action"] == "/konto/demo" and f"Log ind som {name}" in html.unescape(form["html"]))
        status, _, _ = self.open("/konto/demo", form["fields"])
        assert status == 302, status
        return self

    def submit(self, page, typed, action=None, seconds=60):
        """Opens a page with a form, fills it in and sends it."""
        status, text, _ = self.open(page)
        assert status == 200, (page, status)
        form = next(form for form in forms(text) if form["action"].split("?")[0] in ((action,) if action else ("", page)))
        return self.open(form["action"] or page, {**form["fields"], **typed}, seconds)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def forms(page):
    """The forms of a page that post, with what stands in them; where something must be chosen, it is the first."""
    for attributes, inside in re.findall(r"<form\b([^>]*)>(.*?)</form>", page, re.DOTALL):
        if 'method="post"' not in attributes:
            continue
        action = re.search(r'action="([^"]*)"', attributes)
        fields = {}
        for control in re.findall(r"<input\b[^>]*>", inside):
            name, value = re.search(r'name="([^"]*)"', control), re.search(r'value="([^"]*)"', control)
            if name and ("checkbox" not in control and "radio" not in control or "checked" in control):
                fields[html.unescape(name.group(1))] = html.unescape(value.group(1)) if value else ""
        for name, text in re.findall(r'<textarea\b[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', inside, re.DOTALL):
            fields[html.unescape(name)] = html.unescape(text).strip()
        for name, options in re.findall(r'<select\b[^>]*name="([^"]*)"[^>]*>(.*?)</select>', inside, re.DOTALL):
            chosen = re.search(r'<option(?=[^>]*selected)[^>]*value="([^"]+)"', options) or re.search(r'<option[^>]*value="([^"]+)"', options)
            fields[html.unescape(name)] = html.unescape(chosen.group(1)) if chosen else ""
        yield {"action": html.unescape(action.group(1)) if action else "", "fields": fields, "html": inside}


class MailServer:
    """The mail server of the tests; it writes down each mail before it answers."""
    def __init__(self, folder, *options, before=()):
        self.log = os.path.join(folder, "accepted.jsonl")
        open(self.log, "a", encoding="utf-8").close()
        self.process = subprocess.Popen([*before, PYTHON, SINK, "--log", self.log, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(20)

    @property
    def accepted(self):
        import json
        with open(self.log, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.endswith("\n")]

    def settings(self, host="127.0.0.1", time_limit=5, port=None):
        return {
            "Mail__From": "kem-match@kem.example", "Mail__Smtp__Host": host, "Mail__Smtp__Port": str(port or self.port), "Mail__Smtp__Security": "None",
            "Mail__Smtp__TimeLimitSeconds": str(time_limit), "Mail__LeaseSeconds": str(2 * time_limit),
        }


def database(path):
    """The database, seen from outside; it knows Danish order as the service does."""
    import sqlite3
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    connection.create_collation("da_dk", lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))
    return connection


def one(path, sql, *values):
    connection = database(path)
    try:
        row = connection.execute(sql, values).fetchone()
        return row[0] if row and len(row) == 1 else row
    finally:
        connection.close()


def is_whole(path):
    return one(path, "PRAGMA integrity_check") == "ok"


def letters(path, count, kind="TEST"):
    """Puts letters into the outbox that are due now, as the service itself writes them."""
    import datetime
    import uuid
    now = datetime.datetime.now(datetime.timezone.utc)
    def moment(days=0):
        return (now + datetime.timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S")
    connection = database(path)
    required = [(name, kind_of) for _, name, kind_of, notnull, default, _ in connection.execute("PRAGMA table_info(Outbox)") if notnull and default is None]
    known = {"State": "Waiting", "Kind": kind, "Use": "Necessary", "ToName": "Et medlem", "Subject": "Et brev", "Text": "Hej",
             "CreatedAt": moment(), "DueAt": moment(), "GiveUpAt": moment(5)}
    ids = []
    connection.execute("BEGIN IMMEDIATE")
    for number in range(count):
        ids.append(str(uuid.uuid4()).upper())
        row = {name: known.get(name, 0 if kind_of == "INTEGER" else "") for name, kind_of in required}
        row |= {"Id": ids[-1], "ToAddress": f"medlem{number}@forening.example"}
        connection.execute(f"INSERT INTO Outbox ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    connection.execute("COMMIT")
    connection.close()
    return ids


def once_each(server, ids):
    """Every letter has come, and none twice."""
    came = [mail["id"].strip("<>").split("@")[0] for mail in server.accepted]
    wanted = {identity.replace("-", "").lower() for identity in ids}
    ours = [identity for identity in came if identity in wanted]
    assert len(ours) == len(set(ours)), f"{len(ours) - len(set(ours))} came twice."
    assert set(ours) == wanted, f"{len(wanted - set(ours))} of {len(wanted)} never came."
