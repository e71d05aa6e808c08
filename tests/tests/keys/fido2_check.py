"""Checks with PyPI fido2 what operations with keys produced: credentials that were made, and assertions.

Reads a file of JSON lines, each {"kind": "made", ...} or {"kind": "signed", ...}, bytes as base64url without padding.
Prints a line for each disagreement and, last, `N results, M disagreements`; fails where there is one, or nothing to check.
"""

import datetime
import hashlib
import json
import pathlib
import sys

from cryptography import x509
from fido2 import cbor
from fido2.attestation import AttestationType, PackedAttestation, verify_x509_chain
from fido2.cose import CoseKey
from fido2.rpid import verify_rp_id
from fido2.utils import websafe_decode
from fido2.webauthn import AttestationObject, AuthenticatorData, CollectedClientData


class Disagreement(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Disagreement(what)


def client_data(line, kind):
    """What was signed besides the authenticator's data. An assertion's line may leave the origin out."""
    client = CollectedClientData(websafe_decode(line["client_data_json"]))
    need(client.type == kind, f"its type is {client.type}")
    need(client.challenge == websafe_decode(line["challenge"]), "another challenge")
    need(not client.cross_origin, "it says that it crossed origins")
    need(client.origin == line.get("origin", client.origin), f"another origin: {client.origin}")
    need(verify_rp_id(line["rp_id"], client.origin), f"{client.origin} is no origin of {line['rp_id']}")
    return client


def authenticator_data(data, rp_id):
    need(data.rp_id_hash == hashlib.sha256(rp_id.encode()).digest(), "another relying party")
    need(data.is_user_present(), "nobody touched it")
    need(data.is_user_verified(), "nobody was verified")
    need(not data.is_backed_up() or data.is_backup_eligible(), "backed up, and cannot be")


def credential_key(data):
    credential = data.credential_data
    need(credential is not None, "no credential")
    need(0 < len(credential.credential_id) <= 1023, "no credential id")
    return credential.public_key


def valid_now(certificate):
    now = datetime.datetime.now(datetime.timezone.utc)
    need(certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc, "a certificate is out of date")


def chain(path, root):
    """From the attestation's certificate to the root that was trusted. fido2 itself compares the signatures only."""
    if path[-1] != root:
        path = [*path, root]
    certificates = [x509.load_der_x509_certificate(der) for der in path]
    for child, parent in zip(certificates, certificates[1:]):
        need(child.issuer == parent.subject, "a certificate of the chain was issued by another")
        extensions = parent.extensions.get_extension_for_class(x509.BasicConstraints)
        need(extensions.value.ca, "a certificate of the chain may issue none")
    for certificate in certificates:
        valid_now(certificate)
    verify_x509_chain(path)


def made(line):
    client = client_data(line, CollectedClientData.TYPE.CREATE)
    attested = AttestationObject(websafe_decode(line["attestation_object"]))
    authenticator_data(attested.auth_data, line["rp_id"])
    credential_key(attested.auth_data)
    need(attested.fmt == PackedAttestation.FORMAT, f"its attestation is {attested.fmt}")
    result = PackedAttestation().verify(attested.att_stmt, attested.auth_data, client.hash)
    root = line.get("root")
    if root is None:
        return
    need(result.attestation_type == AttestationType.BASIC, "it attests itself, and a root was trusted")
    chain(result.trust_path, websafe_decode(root))


def signed(line):
    client = client_data(line, CollectedClientData.TYPE.GET)
    data = AuthenticatorData(websafe_decode(line["auth_data"]))
    authenticator_data(data, line["rp_id"])
    if line.get("public_key_cose"):
        key = CoseKey.parse(cbor.decode(websafe_decode(line["public_key_cose"])))
    else:
        key = credential_key(AttestationObject(websafe_decode(line["attestation_object"])).auth_data)
    signature = websafe_decode(line["signature"])
    key.verify(bytes(data) + client.hash, signature)
    try:
        key.verify(bytes(data) + client.hash + b"x", signature)
    except Exception:
        return
    raise Disagreement("the signature verifies over other bytes")


KINDS = {"made": made, "signed": signed}


def main():
    results = disagreements = 0
    for number, text in enumerate(pathlib.Path(sys.argv[1]).read_text().splitlines(), 1):
        if not text.strip():
            continue
        results += 1
        line = {}
        try:
            line = json.loads(text)
            KINDS[line["kind"]](line)
        except Exception as fault:  # whatever fido2 makes of it
            disagreements += 1
            where = " ".join(str(line[name]) for name in ("firmware", "operation", "kind") if name in line)
            print(f"line {number} ({where}): {type(fault).__name__}: {fault}")
    print(f"{results} results, {disagreements} disagreements")
    return 1 if disagreements or not results else 0


sys.exit(main())
