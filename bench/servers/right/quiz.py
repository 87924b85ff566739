import os
import random
import socket


def plays(user):
    user.sendall(b'Hi! You need to solve 10 arithmetic problems:\n')
    for number in range(1, 11):
        left, right = random.randint(10, 99), random.randint(10, 99)
        user.sendall(f'{number}. {left} + {right}\n'.encode())
        answer = user.recv(1024)
        if not answer:
            return False
        try:
            right_answer = int(answer) == left + right
        except ValueError:
            right_answer = False
        if not right_answer:
            user.sendall(b"It's wrong!\n")
            return False
    user.sendall(b'You win!\n')
    return True


server = socket.create_server(('', int(os.environ['PORT'])))
won = False
while not won:
    user, _ = server.accept()
    with user:
        won = plays(user)
