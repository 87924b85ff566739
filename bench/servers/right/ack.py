import os
import socket

server = socket.create_server(('', int(os.environ['PORT'])))
client, _ = server.accept()
with client:
    client.sendall(b'You are connected, send smth\n')
    while (data := client.recv(1024)) and b'quit' not in data:
        client.sendall(b'Ok, i get it!\n')
