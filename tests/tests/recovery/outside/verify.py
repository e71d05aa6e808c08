"""Checks a history with PyPI pymerkle and an export's co-signatures with PyPI fido2.

Prints one line for each verifier: its name and how much it checked.
"""

import base64
import hashlib
import json
import pathlib
import sys

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import AuthenticatorData, CollectedClientData
from pymerkle import InmemoryTree


def unpadded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


folder, leaves, roots = (pathlib.Path(name) for name in sys.argv[1:4])

tree = InmemoryTree(algorithm="sha256")
for line in leaves.read_text().split():
    tree.append_entry(bytes.fromhex(line))
checked = 0
for line in roots.read_text().splitlines():
    size, root = line.split()
    assert tree.get_root(int(size)).hex() == root, f"another root at {size}"
    checked += 1
print("pymerkle-roots", checked)

checked = 0
manifest = (folder / "manifest").read_text().split("\n\n")[0]
for line in manifest.splitlines():
    if line.startswith("sha256 "):
        _, digest, name = line.split(" ", 2)
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
        checked += 1
print("sha256-manifest", checked)

keys = {}
for person in json.loads((folder / "staff.json").read_text()):
    for key in person["keys"]:
        keys[key["credential"]] = key

checked = 0
domains = {"approval_signed": b"postern/approval/v1", "case_reviewed": b"postern/approval/v1"}
for file in sorted((folder / "records").glob("*.json")):
    payload = json.loads(file.read_bytes())
    domain = domains.get(payload.get("kind"))
    if domain is None:
        continue
    signed = payload.get("signed", payload)
    assertion = signed["assertion"]
    key = keys[assertion["credential"]]
    data = AuthenticatorData(unpadded(assertion["authenticator_data"]))
    client = CollectedClientData(unpadded(assertion["client_data_json"]))
    challenge = hashlib.sha256(domain + b"\0" + unpadded(signed["statement"])).digest()
    assert client.type == "webauthn.get" and client.challenge == challenge, file
    assert client.origin == key["origin"], file
    assert data.rp_id_hash == hashlib.sha256(key["relying_party"].encode()).digest(), file
    assert data.is_user_present() and data.is_user_verified(), file
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unpadded(key["public_key"]))
    cose = ES256.from_cryptography_key(public)
    signature = unpadded(assertion["signature"])
    cose.verify(bytes(data) + client.hash, signature)
    try:
        cose.verify(bytes(data) + client.hash + b"x", signature)
    except Exception:
        pass
    else:
        raise AssertionError("a signature verifies over other bytes")
    checked += 1
assert checked >= 2, "there is no co-signature"
print("fido2-cosignatures", checked)
