from server import ServerTest, word


class OneShot(ServerTest):
    def is_answered(self, client, text=None):
        text = text or word()
        client.send(text)
        client.hears(f'Сервер получил: {text}')

    def answers(self, text=None):
        client = self.connect()
        self.is_answered(client, text)
        return client

    def test_answers_and_nothing_else(self):
        self.assertEqual(self.answers().rest(), '')

    def test_cyrillic(self):
        self.answers('Привет, сервер!')

    def test_waits_for_the_client(self):
        self.connect().hears_nothing()

    def test_closes_after_the_answer(self):
        self.answers().sees_close()

    def test_a_dozen_clients(self):
        for _ in range(12):
            self.answers().finish()

    def test_five_at_once(self):
        clients = [self.connect() for _ in range(5)]
        for client in clients:
            self.is_answered(client)
            client.finish()

    def test_a_client_that_leaves(self):
        self.connect().finish()
        self.answers()
