import os
import socket

server = socket.create_server(('', int(os.environ['PORT'])))
client, _ = server.accept()
with client:
    pieces = []
    while data := client.recv(1024):
        pieces.append(data)
    print(b''.join(pieces).decode())
