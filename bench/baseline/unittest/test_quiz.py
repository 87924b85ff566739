import re

from server import ServerTest

PROBLEM = re.compile(r'(\d+)[.)]\s*(-?\d+)\s*([-+*/×·÷−:])\s*(-?\d+)')
ANSWERS = {
    '+': lambda a, b: a + b, '-': lambda a, b: a - b, '−': lambda a, b: a - b,
    '*': lambda a, b: a * b, '×': lambda a, b: a * b, '·': lambda a, b: a * b,
}


class Quiz(ServerTest):
    def asked(self, client):
        """The next line that asks something: its number, the sum, the answer."""
        while not (found := PROBLEM.search(client.line())):
            pass
        number, left, operator, right = found.groups()
        solve = ANSWERS.get(operator, lambda a, b: a // b)
        return int(number), left + operator + right, solve(int(left), int(right))

    def solves(self, client, count):
        problems = []
        for _ in range(count):
            problems.append(self.asked(client))
            client.send(f'{problems[-1][2]}\n')
        return problems

    def fails_after(self, client, right):
        self.solves(client, right)
        client.send(f'{self.asked(client)[2] + 3}\n')
        words = client.line()
        self.assertNotRegex(words, PROBLEM)
        client.sees_close()
        client.finish()
        return words

    def test_greets_and_asks(self):
        client = self.connect()
        self.assertRegex(client.line(), r'[^\W\d_]')
        self.asked(client)

    def test_asks_one_at_a_time(self):
        client = self.connect()
        self.asked(client)
        self.assertNotRegex(client.rest(), PROBLEM)

    def test_numbers_the_problems(self):
        problems = self.solves(self.connect(), 10)
        self.assertEqual([number for number, _, _ in problems], list(range(1, 11)))

    def test_asks_no_eleventh(self):
        client = self.connect()
        self.solves(client, 10)
        self.assertNotRegex(client.rest(), PROBLEM)

    def test_wrong_first(self):
        self.fails_after(self.connect(), 0)

    def test_wrong_in_the_middle(self):
        self.fails_after(self.connect(), 4)

    def test_wrong_tenth(self):
        self.fails_after(self.connect(), 9)

    def test_the_next_user_starts_at_1(self):
        self.fails_after(self.connect(), 1)
        self.assertEqual(self.asked(self.connect())[0], 1)

    def test_tells_the_winner(self):
        lost = self.fails_after(self.connect(), 0)
        client = self.connect()
        self.solves(client, 10)
        won = client.line()
        self.assertNotIn(won.strip(), ('', lost.strip()))
        client.sees_close()

    def test_ends_after_the_win(self):
        client = self.connect()
        self.solves(client, 10)
        client.line()
        client.finish()
        self.ends()

    def test_problems_differ(self):
        sums = []
        for _ in range(2):
            client = self.connect()
            problems = [*self.solves(client, 9), self.asked(client)]
            sums.append([text for _, text, _ in problems])
            client.finish()
        self.assertNotEqual(*sums)

    def test_a_word_is_a_wrong_answer(self):
        client = self.connect()
        self.asked(client)
        client.send('seven\n')
        self.assertNotRegex(client.line(), PROBLEM)
        client.sees_close()
        self.asked(self.connect())

    def test_a_user_who_leaves(self):
        client = self.connect()
        self.solves(client, 1)
        self.asked(client)
        client.finish()
        self.asked(self.connect())
