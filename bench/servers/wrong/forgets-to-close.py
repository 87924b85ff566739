import os
import socket

server = socket.create_server(('', int(os.environ['PORT'])))
clients = []
while True:
    client, _ = server.accept()
    clients.append(client)
    while data := client.recv(1024):
        client.sendall(data)
