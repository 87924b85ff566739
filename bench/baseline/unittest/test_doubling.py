from server import ServerTest, word


class Doubling(ServerTest):
    def doubles(self, *texts):
        client = self.connect()
        for text in texts:
            client.send(text)
            client.hears(text.strip() * 2)
        client.finish()

    def test_a_word(self):
        self.doubles(word())

    def test_several(self):
        self.doubles(word(), word(), word())

    def test_digits(self):
        self.doubles('21', '0042')

    def test_white_space(self):
        self.doubles(f'  {word()} ', f'{word()}\n')

    def test_cyrillic(self):
        self.doubles('Привет')

    def test_400_letters(self):
        self.doubles('abcdefgh' * 50)

    def test_nothing_else(self):
        client = self.connect()
        client.hears_nothing()
        client.send('hello')
        client.hears('hellohello')
        self.assertEqual(client.rest(), '')

    def test_the_next_client(self):
        self.doubles(word())
        self.doubles(word())
