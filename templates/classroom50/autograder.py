"""Grades the server in a student's checkout, in which Classroom 50's runner starts this.

Its place is CLASSROOM/autograders/ASSIGNMENT/autograder.py in your classroom50 repository, and beside it lies the
sockgrade.json of the assignment. It ends with 0 unless the grader itself fails.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

# OWNER is whose repository the grader is.
GRADER = "https://github.com/OWNER/sockgrade.git"
LANGUAGE = "en"

settings = Path(__file__).resolve().with_name("sockgrade.json")
grader = tempfile.mkdtemp()
subprocess.run(["git", "clone", "--quiet", "--depth=1", GRADER, grader], check=True)
subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=grader, check=True)
grade = [
    "node", f"{grader}/dist/harness/cli/main.js", "--settings", str(settings), "--lang", LANGUAGE,
    "--report", "classroom50=result.json", "--exit-zero", ".",
]
sys.exit(subprocess.run(grade).returncode)
