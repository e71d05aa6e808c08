"""Checks events of a recovery against OCSF 1.5 with PyPI py-ocsf-models, which was not written here.

Reads a file of JSON lines. Findings are read whole by the package's model of a Detection Finding. It has no models of the
classes about identities: of those, what every class shares (base event, metadata, severity) is read by its models, and
their own required attributes are looked for as the schema names them. Prints a line for each disagreement and, last,
`N events, M disagreements`; fails where there is one, or nothing to check.
"""

import json
import pathlib
import sys

from py_ocsf_models import OCSF_VERSION
from py_ocsf_models.events.base_event import BaseEvent
from py_ocsf_models.events.findings.detection_finding import DetectionFinding
from py_ocsf_models.events.findings.severity_id import SeverityID
from py_ocsf_models.objects.metadata import Metadata

# Class, its category, its activities, and what it requires: https://schema.ocsf.io/1.5.0/classes
CLASSES = {
    2004: ("Detection Finding", 2, {1, 2, 3}, ["finding_info"]),
    3001: ("Account Change", 3, {1, 2, 5, 6, 10, 11, 99}, ["user"]),
    3002: ("Authentication", 3, {1, 2, 99}, ["user", "service"]),
    3004: ("Entity Management", 3, {1, 3, 4}, ["entity"]),
}
# Every event has these.
SHARED = ["activity_id", "category_uid", "class_uid", "metadata", "severity_id", "time", "type_uid"]


class Disagreement(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Disagreement(what)


def check(event, known):
    for name in SHARED:
        need(name in event, f"{name} is missing")
    need(event["class_uid"] in CLASSES, f"class {event['class_uid']}")
    name, category, activities, required = CLASSES[event["class_uid"]]
    need(event["class_name"] == name, f"{event['class_name']} is not {name}")
    need(event["category_uid"] == category, "another category")
    need(event["activity_id"] in activities, f"activity {event['activity_id']}")
    need(event["activity_id"] != 99 or event["activity_name"], "another activity has no name")
    need(event["type_uid"] == event["class_uid"] * 100 + event["activity_id"], "another type")
    need(isinstance(event["time"], int) and event["time"] > 10**12, "its time is not in milliseconds")
    for attribute in required:
        need(event.get(attribute), f"{attribute} is missing")
    for attribute in ("user", "entity"):
        # OCSF: at least one of name and uid.
        found = event.get(attribute)
        need(found is None or found.get("uid") or found.get("name"), f"{attribute} names nobody")
    metadata = Metadata.model_validate(event["metadata"])
    need(metadata.version == OCSF_VERSION, f"version {metadata.version}")
    need(metadata.product.vendor_name and metadata.event_code and metadata.uid, "its metadata are not whole")
    need(metadata.uid not in known, f"{metadata.uid} is there twice")
    known.add(metadata.uid)
    base = BaseEvent.model_validate(event)
    need(base.severity == SeverityID(event["severity_id"]).name, f"severity {base.severity}")
    if event["class_uid"] == 2004:
        finding = DetectionFinding.model_validate(event)
        need(finding.finding_info.title and finding.finding_info.uid, "a finding without a title")


def main():
    lines = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    known, wrong = set(), 0
    for number, line in enumerate(lines, start=1):
        event = {}
        try:
            event = json.loads(line)
            check(event, known)
        except (Disagreement, ValueError, KeyError, AttributeError) as why:
            wrong += 1
            print(f"line {number}, {event.get('message', '?')}: {why}")
    print(f"{len(lines)} events, {wrong} disagreements")
    sys.exit(1 if wrong or not lines else 0)


main()
