"""What writers do to words: single edits, counted in pairs of what was written and what was meant."""
import collections


def edits(wrong, right):
    """The edits of a shortest way from the right word to the wrong one: (kind, place, letters)."""
    n, m = len(right), len(wrong)
    cost = [[max(i, j) if not (i and j) else 0 for j in range(m + 1)] for i in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            best = min(cost[i - 1][j - 1] + (right[i - 1] != wrong[j - 1]), cost[i - 1][j] + 1, cost[i][j - 1] + 1)
            if i > 1 and j > 1 and right[i - 2 : i] == wrong[j - 2 : j][::-1]:
                best = min(best, cost[i - 2][j - 2] + 1)
            cost[i][j] = best
    found, i, j = [], n, m
    while i or j:
        if i and j and right[i - 1] == wrong[j - 1] and cost[i][j] == cost[i - 1][j - 1]:
            i, j = i - 1, j - 1
        elif i > 1 and j > 1 and right[i - 2 : i] == wrong[j - 2 : j][::-1] and cost[i][j] == cost[i - 2][j - 2] + 1:
            i, j = i - 2, j - 2
            found.append(("swap", i, right[i : i + 2]))
        elif i and j and cost[i][j] == cost[i - 1][j - 1] + 1:
            i, j = i - 1, j - 1
            found.append(("write", i, wrong[j]))
        elif i and cost[i][j] == cost[i - 1][j] + 1:
            i -= 1
            found.append(("leave", i, ""))
        else:
            j -= 1
            found.append(("add", i, wrong[j]))
    return found


class TypingChannel:

    def __init__(self, pairs):
        self.seen, self.could = collections.Counter(), collections.Counter()
        for wrong, right in pairs:
            for i in range(len(right) + 1):
                self.could[right[max(0, i - 1) : i], right[i : i + 1]] += 1
            for kind, place, letters in edits(wrong, right):
                self.seen[kind, right[max(0, place - 1) : place], right[place : place + 1], letters] += 1
        self.choices = collections.defaultdict(list)
        for (kind, before, letter, letters), count in self.seen.items():
            self.choices[before, letter].append((kind, letters, count / self.could[before, letter]))

    def slip(self, word, rng, count=1):
        """The word after so many slips; nothing is said of one whose letters nobody has slipped at."""
        for _ in range(count):
            options, weights = [], []
            for i in range(len(word) + 1):
                for kind, letters, weight in self.choices.get((word[max(0, i - 1) : i], word[i : i + 1]), ()):
                    options.append((kind, i, letters))
                    weights.append(weight)
            if not options:
                return None
            kind, i, letters = rng.choices(options, weights)[0]
            if kind == "swap":
                if word[i : i + 2] != letters:
                    continue
                word = word[:i] + letters[::-1] + word[i + 2 :]
            elif kind == "write":
                word = word[:i] + letters + word[i + 1 :]
            elif kind == "leave":
                word = word[:i] + word[i + 1 :]
            else:
                word = word[:i] + letters + word[i:]
        return word
