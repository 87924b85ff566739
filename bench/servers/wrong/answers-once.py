import os
import socket

server = socket.create_server(('', int(os.environ['PORT'])))
client, _ = server.accept()
with client:
    client.sendall(client.recv(1024))
