#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int listening(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(getenv("PORT")))};
    int server = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0 || listen(server, 16) < 0) {
        perror("bind");
        exit(1);
    }
    return server;
}

static void say(int client, const char *bytes, size_t length) {
    for (ssize_t sent = 0; length > 0; bytes += sent, length -= sent)
        if ((sent = send(client, bytes, length, MSG_NOSIGNAL)) <= 0) return;
}

static int plays(int user) {
    char text[1025];
    say(user, "Hi! You need to solve 10 arithmetic problems:\n", 46);
    for (int number = 1; number <= 10; number++) {
        int left = rand() % 90 + 10, right = rand() % 90 + 10;
        say(user, text, sprintf(text, "%d. %d + %d\n", number, left, right));
        ssize_t n = recv(user, text, 1024, 0);
        if (n <= 0) return 0;
        text[n] = 0;
        char *end;
        long answer = strtol(text, &end, 10);
        if (end == text || answer != left + right) {
            say(user, "It's wrong!\n", 12);
            return 0;
        }
    }
    say(user, "You win!\n", 9);
    return 1;
}

int main(void) {
    int server = listening(), won = 0;
    srand(getpid());
    while (!won) {
        int user = accept(server, NULL, NULL);
        won = plays(user);
        close(user);
    }
    return 0;
}
