"""A PDF signed with a key made on the spot, as a signing program would leave it."""

import datetime as dt

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

ROOM = 8192


def signed_pdf(words: bytes = b"Don khieu nai") -> bytes:
    draft, gap, after = _draft(words)
    signed_range = f"[0 {gap} {after} {len(draft) - after}]".ljust(48).encode()
    draft = draft.replace(b"[" + b"0" * 46 + b"]", signed_range)
    digits = _signature(draft[:gap] + draft[after:]).hex().encode().ljust(ROOM, b"0")
    return draft[: gap + 1] + digits + draft[after - 1 :]


def _draft(words: bytes) -> tuple[bytes, int, int]:
    stream = b"BT /F1 12 Tf 72 700 Td (" + words + b") Tj ET"
    value = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[" + b"0" * 46 + b"]/Contents<"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]/SigFlags 3>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[5 0 R]>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(ky)/Rect[0 0 0 0]/V 6 0 R/P 3 0 R>>",
        value + b"0" * ROOM + b">>>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(out)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    gap = out.index(b"/Contents<" + b"0" * 10) + len(b"/Contents")
    return out, gap, gap + ROOM + 2


def _signature(data: bytes) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Nguyen Van Mau")])
    now = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    builder = pkcs7.PKCS7SignatureBuilder().set_data(data).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])
