"""Signs the list of a copy and checks that, with OpenSSH: whoever reads a copy can do the same without our software."""

import shutil
import subprocess
import tempfile
from pathlib import Path

NAMESPACE = "by-and-for-mirror"
SIGNER = "by-and-for"


class SignatureFault(Exception):
    """A sentence that says why there is no signature, or why it does not hold."""


def signed(file: Path, key: Path) -> bytes:
    """Return the signature of a file."""
    ended = _run(["sign", "-q", "-n", NAMESPACE, "-f", str(key)], file)
    if ended.returncode:
        raise SignatureFault(f"The copy could not be signed with {key}{_because(ended)}")
    return ended.stdout


def check(file: Path, signature: Path, public_key: Path) -> None:
    """Do nothing if the file is signed by that key."""
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
        raise SignatureFault(f"The signature is not of this list, or not by {public_key}{_because(checked)}")


def _run(command: list[str], file: Path) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise SignatureFault("ssh-keygen is not on this machine: install OpenSSH’s client.")
    with file.open("rb") as content:
        return subprocess.run([program, "-Y", *command], stdin=content, capture_output=True, check=False)  # noqa: S603 (paths)


def _because(ended: subprocess.CompletedProcess[bytes]) -> str:
    """End a sentence with the reason that was given; of another key nothing is said."""
    reason = ended.stderr.decode(errors="replace").strip().partition("\n")[0].strip().rstrip(".")
    return f": {reason}." if reason else "."
