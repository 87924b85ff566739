import os
import socket

server = socket.create_server(('', int(os.environ['PORT'])))
while True:
    client, _ = server.accept()
    with client:
        while data := client.recv(1024):
            client.sendall(data)
