"""Runs a command and tells, as JSON in its last line, how long it took and what it and all it waited for used.

timed.py COMMAND … — ms; its output is thrown away, but for what is asked for by KEEP, a file.
"""
import json
import os
import resource
import subprocess
import sys
import time

keep = os.environ.get('KEEP')
with open(keep or os.devnull, 'wb') as out:
    began, epoch = time.perf_counter(), time.time()
    status = subprocess.call(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = used.ru_utime + used.ru_stime
print(json.dumps({'wall': wall * 1000, 'cpu': cpu * 1000, 'began': epoch * 1000, 'status': status}))
