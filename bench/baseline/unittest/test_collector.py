from server import ServerTest, word


class Collector(ServerTest):
    def collects(self, *pieces):
        client = self.connect()
        for piece in pieces:
            client.send(piece)
        client.finish()
        client.sees_close()
        self.prints(''.join(pieces))

    def test_a_line(self):
        self.collects(word())

    def test_5000_bytes_in_pieces(self):
        self.collects(*(word().ljust(1000, 'x') for _ in range(5)))

    def test_says_nothing(self):
        client = self.connect()
        self.assertEqual(client.rest(), '')
        client.send(word())
        self.assertEqual(client.rest(), '')
        client.finish()
        self.assertEqual(client.rest(), '')

    def test_waits_through_a_pause(self):
        client = self.connect()
        client.send(word())
        client.hears_nothing()
        client.send(word())
        client.finish()

    def test_closes_after_the_client(self):
        client = self.connect()
        client.send(word())
        client.hears_nothing()
        client.finish()
        client.sees_close()

    def test_a_client_that_sends_nothing(self):
        client = self.connect()
        client.finish()
        client.sees_close()
        self.ends_or(lambda: self.collects(word()))

    def test_ends_or_serves_the_next(self):
        self.collects(word())
        self.ends_or(lambda: self.collects(word()))
