"""What `import onrecord` costs."""

import subprocess
import sys


def test_import_loads_no_model_no_web_framework_and_no_engine() -> None:
    """A program that only wants a record type does not pay for the rest."""
    code = "import sys, onrecord; print(sorted(m for m in ('onnxruntime', 'numpy', 'starlette', 'uvicorn', 'ray', 'httpx', 'rich', 'click') if m in sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
