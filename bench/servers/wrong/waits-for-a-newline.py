import os
import socket

server = socket.create_server(('', int(os.environ['PORT'])))
client, _ = server.accept()
with client, client.makefile('rwb', buffering=0) as lines:
    for line in lines:
        client.sendall(line)
