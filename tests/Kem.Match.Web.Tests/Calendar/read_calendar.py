"""Reads a calendar with python3-icalendar. Times are told in UTC, through the zone that the file itself describes."""
import datetime
import json
import sys

import icalendar

calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
zones = {str(zone["tzid"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}


def moment(event, name):
    value = event[name].dt

    if not isinstance(value, datetime.datetime):
        return value.isoformat()

    zone = zones[event[name].params["TZID"]]
    return zone.localize(value.replace(tzinfo=None)).astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")


def entry(event):
    return {
        "uid": str(event["uid"]),
        "sequence": event["sequence"],
        "summary": str(event["summary"]),
        "location": str(event.get("location", "")),
        "description": str(event.get("description", "")),
        "status": str(event["status"]),
        "changed": event["last-modified"].dt.strftime("%Y-%m-%dT%H:%M:%S"),
        "start": moment(event, "dtstart"),
        "end": moment(event, "dtend"),
    }


json.dump({"name": str(calendar["x-wr-calname"]), "method": str(calendar["method"]), "entries": [entry(e) for e in calendar.walk("VEVENT")]}, sys.stdout)
