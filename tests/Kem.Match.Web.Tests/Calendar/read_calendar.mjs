// Reads a calendar with ical.js. Times are told in UTC, through the zone that the file itself describes.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ICAL = createRequire(process.argv[2])("ical.js").default ?? createRequire(process.argv[2])("ical.js");
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const zones = new Map(calendar.getAllSubcomponents("vtimezone").map(zone => [zone.getFirstPropertyValue("tzid"), new ICAL.Timezone(zone)]));

function moment(event, name) {
  const property = event.getFirstProperty(name);
  const time = property.getFirstValue();
  if (time.isDate) return time.toString();

  time.zone = zones.get(property.getParameter("tzid"));
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString().replace("Z", "");
}

const entries = calendar.getAllSubcomponents("vevent").map(event => ({
  uid: event.getFirstPropertyValue("uid"),
  sequence: event.getFirstPropertyValue("sequence"),
  summary: event.getFirstPropertyValue("summary"),
  location: event.getFirstPropertyValue("location") ?? "",
  description: event.getFirstPropertyValue("description") ?? "",
  status: event.getFirstPropertyValue("status"),
  changed: event.getFirstPropertyValue("last-modified").toString().replace("Z", ""),
  start: moment(event, "dtstart"),
  end: moment(event, "dtend"),
}));

console.log(JSON.stringify({ name: calendar.getFirstPropertyValue("x-wr-calname"), method: calendar.getFirstPropertyValue("method"), entries }));
