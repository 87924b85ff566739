from server import ServerTest, word


class Echo(ServerTest):
    def echoes(self, *texts):
        client = self.connect()
        for text in texts:
            client.send(text)
            client.hears(text)

    def test_returns_a_message(self):
        self.echoes(word())

    def test_keeps_a_newline(self):
        self.echoes(word() + '\n')

    def test_several(self):
        self.echoes(word(), word(), word())

    def test_any_text(self):
        self.echoes('  Привет, мир 👋  ')

    def test_a_long_message(self):
        self.echoes('a0b1c2d3e4' * 1000)

    def test_nothing_else(self):
        client = self.connect()
        client.hears_nothing()
        text = word()
        client.send(text)
        client.hears(text)
        self.assertEqual(client.rest(), '')

    def test_closes_after_the_client(self):
        client = self.connect()
        text = word()
        client.send(text)
        client.finish()
        client.hears(text)
        client.sees_close()

    def test_ends_or_serves_the_next(self):
        client = self.connect()
        text = word()
        client.send(text)
        client.hears(text)
        client.finish()
        client.sees_close()
        self.ends_or(lambda: self.echoes(word()))
