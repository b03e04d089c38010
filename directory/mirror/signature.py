"""Signs the list of a copy and checks that, with OpenSSH: whoever reads a copy can do the same without our software."""

import shlex
import subprocess
import tempfile
from pathlib import Path

PROGRAM = "ssh-keygen"
NAMESPACE = "by-and-for-mirror"
SIGNER = "by-and-for"


class SignatureFault(Exception):
    """A sentence that says why there is no signature, or why it does not hold."""


def sign(file: Path, key: Path) -> None:
    """Write the signature beside a file."""
    signed = _run(["sign", "-q", "-n", NAMESPACE, "-f", str(key)], file)
    if signed.returncode:
        raise SignatureFault(f"The copy could not be signed with {key}: {_said(signed)}")
    file.with_name(f"{file.name}.sig").write_bytes(signed.stdout)


def check(file: Path, public_key: Path) -> None:
    """Do nothing if the file is signed by that key."""
    signature = file.with_name(f"{file.name}.sig")
    if not signature.is_file():
        raise SignatureFault("The copy is not signed.")
    try:
        line = public_key.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SignatureFault(f"The public key {public_key} cannot be read.") from error
    with tempfile.NamedTemporaryFile("w", suffix=".signers") as signers:
        signers.write(f'{SIGNER} namespaces="{NAMESPACE}" {line}\n')
        signers.flush()
        given = ["-f", signers.name, "-I", SIGNER, "-n", NAMESPACE, "-s", str(signature)]
        checked = _run(["verify", "-q", *given], file)
    if checked.returncode:
        raise SignatureFault(f"The signature is not of this list by {public_key}: {_said(checked)}")


def _run(command: list[str], file: Path) -> subprocess.CompletedProcess[bytes]:
    try:
        with file.open("rb") as content:
            return subprocess.run([PROGRAM, "-Y", *command], stdin=content, capture_output=True, check=False)  # noqa: S603 (a constant, and paths)
    except FileNotFoundError as error:
        raise SignatureFault(f"{shlex.quote(PROGRAM)} is not on this machine: install OpenSSH’s client.") from error


def _said(ended: subprocess.CompletedProcess[bytes]) -> str:
    lines = ended.stderr.decode(errors="replace").split("\n")
    return lines[0].strip().rstrip(".") + "."
