"""S3 of one region on loopback: a proxy that answers the hosts of S3 itself, with moto, and checks what S3 checks.

    s3_stand_in.py REGION BUCKET FOLDER

It prints its port. FOLDER gets `authority.pem`, the authority of its certificate, and `requests.log`, a line for each
request: status, method, host, and the region of the signature. A request that is signed for another region, or sent to
the host of another region, is refused with the text of S3. Not checked: the signature itself.
"""

import datetime
import json
import re
import sys
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from moto import mock_aws
from moto.moto_proxy.certificate_creator import CertificateCreator
from moto.moto_proxy.proxy3 import ProxyRequestHandler

region, bucket, home = sys.argv[1], sys.argv[2], Path(sys.argv[3])
HOSTS = (f"s3.{region}.amazonaws.com", f"{bucket}.s3.{region}.amazonaws.com")
# The global hosts lead to us-east-1 until the bucket's name has spread.
GLOBAL_HOSTS = ("s3.amazonaws.com", f"{bucket}.s3.amazonaws.com")


def create_certificate() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stand-in of S3")])
    today = datetime.datetime.now(datetime.UTC)
    alternatives = x509.SubjectAlternativeName([x509.DNSName(host) for host in (*HOSTS, *GLOBAL_HOSTS)])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(alternatives, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (home / "authority.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (home / "key.pem").write_bytes(pem)


class OneCertificate:
    """The certificate for every host."""

    def create(self, _: str) -> str:
        return str(home / "authority.pem")


class RegionalHandler(ProxyRequestHandler):
    """Refuses what S3 refuses of other regions."""

    def do_CONNECT(self) -> None:
        self.cert_creator = OneCertificate()
        super().do_CONNECT()

    def do_GET(self) -> None:
        signed = self._signed_region()
        host = str(self.headers["Host"])
        if host not in HOSTS:
            self._refuse(signed, 301, "PermanentRedirect", "The bucket must be addressed using the specified endpoint.")
        elif signed != region:
            code = (
                "AuthorizationQueryParametersError"
                if "X-Amz-Credential" in self.path
                else "AuthorizationHeaderMalformed"
            )
            self._refuse(signed, 400, code, f"the region '{signed}' is wrong; expecting '{region}'")
        else:
            self._log(200, signed)
            super().do_GET()

    do_HEAD = do_PUT = do_POST = do_DELETE = do_GET

    def _signed_region(self) -> str:
        query = parse_qs(urlsplit(self.path).query).get("X-Amz-Credential", [""])[0]
        header = re.search(r"Credential=([^,]+)", self.headers.get("Authorization", ""))
        scope = (query or (header[1] if header else "")).split("/")
        return scope[2] if len(scope) == 5 else ""

    def _refuse(self, signed: str, status: int, code: str, text: str) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self._log(status, signed)
        body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{text}</Message></Error>".encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        # SDKs repeat their own requests for this region. Whoever has a presigned URL cannot.
        self.send_header("x-amz-bucket-region", region)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def _log(self, status: int, signed: str) -> None:
        line = {"status": status, "method": self.command, "host": self.headers["Host"], "region": signed}
        line["presigned"] = "X-Amz-Credential" in self.path
        with (home / "requests.log").open("a") as log:
            log.write(f"{json.dumps(line)}\n")

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


create_certificate()
CertificateCreator.certkey = str(home / "key.pem")
with mock_aws():
    boto3.client("s3", region_name=region).create_bucket(
        Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region}
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), RegionalHandler)
    print(server.server_port, flush=True)
    server.serve_forever()
