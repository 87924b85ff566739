from server import ServerTest, word


class Ack(ServerTest):
    def greeted(self):
        client = self.connect()
        self.assertNotEqual(client.line().strip(), '')
        return client

    def acknowledges(self, *texts):
        client = self.greeted()
        for text in texts:
            client.send(f'{text}\n')
            self.assertNotEqual(client.line().strip(), '')
        return client

    def test_greets(self):
        self.greeted()

    def test_acknowledges(self):
        self.acknowledges(word())

    def test_several(self):
        self.acknowledges(word(), word(), word())

    def test_cyrillic(self):
        self.acknowledges('Привет')

    def test_closes_at_quit(self):
        client = self.greeted()
        client.send('quit\n')
        client.sees_close()

    def test_closes_where_quit_is_a_part(self):
        client = self.greeted()
        client.send(f'{word()} quit {word()}\n')
        client.sees_close()

    def test_does_not_acknowledge_the_quit(self):
        client = self.acknowledges(word())
        client.send('quit\n')
        self.assertNotIn('Ok', client.rest())

    def test_closes_when_the_client_leaves(self):
        client = self.acknowledges(word())
        client.finish()
        client.sees_close()

    def test_ends_or_serves_the_next(self):
        client = self.acknowledges(word())
        client.send('quit\n')
        client.sees_close()
        client.finish()
        self.ends_or(lambda: self.acknowledges(word()))
