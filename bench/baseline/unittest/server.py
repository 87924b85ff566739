"""A student's server and its clients, for tests that are written with unittest."""
import itertools
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

LIMIT = 1.0
PAUSE = 0.1
START_LIMIT = 5.0

_words = itertools.count(1)


def word():
    """A word that no other test says."""
    return f'word{os.getpid()}x{next(_words)}'


def command_for(file):
    """A C program is compiled once, before the tests."""
    if not file.endswith('.c'):
        return [sys.executable, file]
    program = os.path.join(tempfile.mkdtemp(prefix='baseline-'), 'program')
    subprocess.run(['gcc', '-O1', '-w', '-pthread', '-o', program, file], check=True)
    return [program]


COMMAND = command_for(os.environ['SERVER'])


def free_port():
    """Below those that the system gives to clients, who else may be connected to themselves."""
    while True:
        port = random.randint(20000, 30000)
        try:
            socket.create_server(('127.0.0.1', port)).close()
            return port
        except OSError:
            pass


class Client:
    """A client that a test plays."""

    def __init__(self, connection):
        self.connection = connection
        self.received = b''

    def send(self, text):
        self.connection.sendall(text.encode())

    def hears(self, expected):
        """Hears just this."""
        wanted = expected.encode()
        while len(self.received) < len(wanted):
            self._more()
        heard, self.received = self.received[:len(wanted)], self.received[len(wanted):]
        if heard != wanted:
            raise AssertionError(f'{heard!r} is not {wanted!r}')

    def line(self):
        """What comes up to a line's end."""
        while b'\n' not in self.received:
            self._more()
        line, self.received = self.received.split(b'\n', 1)
        return line.decode() + '\n'

    def rest(self):
        """All that comes until a pause, or a close."""
        self.connection.settimeout(PAUSE)
        try:
            while data := self.connection.recv(65536):
                self.received += data
        except TimeoutError:
            pass
        rest, self.received = self.received, b''
        return rest.decode(errors='replace')

    def hears_nothing(self):
        self.connection.settimeout(PAUSE)
        try:
            data = self.connection.recv(65536)
        except TimeoutError:
            return
        raise AssertionError(f'{data!r} came unasked' if data else 'the server closed')

    def sees_close(self):
        self.connection.settimeout(LIMIT)
        data = self.connection.recv(65536)
        if data or self.received:
            raise AssertionError(f'{self.received + data!r} came before the close')

    def finish(self):
        self.connection.shutdown(socket.SHUT_WR)

    def _more(self):
        self.connection.settimeout(LIMIT)
        data = self.connection.recv(65536)
        if not data:
            raise AssertionError(f'the server closed after {self.received!r}')
        self.received += data


class ServerTest(unittest.TestCase):
    """Each test has a server of its own, started anew."""

    def setUp(self):
        self.port = free_port()
        env = {**os.environ, 'PORT': str(self.port), 'PYTHONUNBUFFERED': '1', 'LANG': 'C.UTF-8'}
        self.process = subprocess.Popen(
            COMMAND, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.output = b''
        self.reader = threading.Thread(target=self._read)
        self.reader.start()
        self.clients = []

    def tearDown(self):
        for client in self.clients:
            client.connection.close()
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()

    def _read(self):
        while data := self.process.stdout.read1(65536):
            self.output += data

    def connect(self):
        """Connects, trying again until the server listens."""
        deadline = time.monotonic() + START_LIMIT
        while True:
            try:
                connection = socket.create_connection(('127.0.0.1', self.port))
                break
            except ConnectionRefusedError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.02)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client = Client(connection)
        self.clients.append(client)
        return client

    def ends(self):
        """The process ends by itself with status 0."""
        self.assertEqual(self.process.wait(LIMIT), 0)

    def ends_or(self, serves):
        """The process ends with status 0, or serves another client."""
        try:
            self.assertEqual(self.process.wait(PAUSE), 0)
        except subprocess.TimeoutExpired:
            serves()

    def prints(self, text):
        deadline = time.monotonic() + LIMIT
        while text.encode() not in self.output:
            if time.monotonic() > deadline:
                self.fail(f'{text!r} was not printed, only {self.output!r}')
            time.sleep(0.02)
