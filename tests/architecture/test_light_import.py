"""What `import onrecord` costs."""

import subprocess
import sys


def test_import_loads_no_model_no_web_framework_and_no_engine() -> None:
    """A program that only wants a record type does not pay for the rest."""
    heavy = ("onnxruntime", "numpy", "starlette", "uvicorn", "ray", "httpx", "rich", "click")
    code = f"import sys, onrecord; print(sorted(set({heavy!r}) & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
