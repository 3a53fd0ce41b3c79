"""The proxies of deploy/ in front of services, on ports of this machine's own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.conftest import ROOT

NAME = "redraft.example.com"
_UPSTREAM = "127.0.0.1:8321"
_STARTS_WITHIN_S = 20


def program(name: str) -> str:
    """A program of the system's; without it the test is skipped, and says so."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"NOT TESTED: no {name}; apt-get install {name}")
    return found


def given(name: str, instead: dict[str, str]) -> str:
    """A file of deploy/ with some of what it says changed; each has to be there."""
    text = (ROOT / "deploy" / name).read_text("utf-8")
    for said, other in instead.items():
        assert said in text, said
        text = text.replace(said, other)
    return text


@contextmanager
def nginx(folder: Path, *services: str) -> Iterator[str]:
    """nginx in front of services; its address."""
    port, key, certificate = _free_port(), folder / "key.pem", folder / "certificate.pem"
    _certify(key, certificate)
    site = given(
        "nginx.conf",
        {
            f"server {_UPSTREAM} max_fails=0;": "".join(
                f"server {_at(one)} max_fails=0;\n" for one in services
            ),
            "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
            "/etc/redraft/certificate.pem": str(certificate),
            "/etc/redraft/key.pem": str(key),
        },
    )
    places = "".join(
        f"{kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # who is root would otherwise have it be somebody who may not enter the folder
    user = "user root;\n" if os.geteuid() == 0 else ""
    config = folder / "nginx.conf"
    config.write_text(
        f"{user}daemon off; pid {folder / 'pid'}; error_log {folder / 'error.log'};\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{places}\n{site}}}\n"
    )
    with _running([program("nginx"), "-c", str(config), "-e", str(folder / "error.log")], port):
        yield f"https://127.0.0.1:{port}"


@contextmanager
def caddy(folder: Path, *services: str) -> Iterator[str]:
    """Caddy in front of services; its address."""
    port, key, certificate = _free_port(), folder / "key.pem", folder / "certificate.pem"
    _certify(key, certificate)
    site = given(
        "Caddyfile",
        {
            f"{NAME} {{": f"https://{NAME}:{port} {{\nbind 127.0.0.1\ntls {certificate} {key}",
            _UPSTREAM: " ".join(_at(one) for one in services),
        },
    )
    config = folder / "Caddyfile"
    config.write_text(f"{{\nadmin off\nauto_https disable_redirects\n}}\n{site}")
    with _running(
        [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(config)],
        port,
        {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)},
    ):
        yield f"https://127.0.0.1:{port}"


def _at(url: str) -> str:
    return url.rpartition("/")[2]


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def _certify(key: Path, certificate: Path) -> None:
    subprocess.run(
        [
            *(program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt"),
            *("ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"),
            *("-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(key), "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )


@contextmanager
def _running(command: list[str], port: int, env: dict[str, str] | None = None) -> Iterator[None]:
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env
    )
    try:
        until = time.monotonic() + _STARTS_WITHIN_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
            except ConnectionRefusedError:
                if process.poll() is not None or time.monotonic() > until:
                    process.kill()
                    said = process.communicate()[0]
                    raise AssertionError(f"{command[0]} did not begin: {said}") from None
                time.sleep(0.05)
            else:
                break
        yield
    finally:
        process.terminate()
        process.communicate(timeout=20)
