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

int main(void) {
    int server = listening();
    for (;;) {
        int client = accept(server, NULL, NULL);
        char piece[1024];
        for (ssize_t n; (n = recv(client, piece, sizeof piece, 0)) > 0;) say(client, piece, n);
        close(client);
    }
}
