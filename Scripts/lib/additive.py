"""Additive logistic models: every feature adds what its curve has at its value. Needs numpy.

Beside boosted trees they are the steadier half of a judgement: what is rare, or like nothing that they were fitted to, they judge by
each sign alone. Their curves are written as trees of one feature each.
"""
import numpy as np

from boosted_trees import number

# The strength of the penalty on a curve's bends and on its height.
SMOOTH, SHRINK = 2.0, 0.3
MOST_KNOTS = 7
# Log odds between the steps that a curve is written as.
STEP = 0.1


class Curves:
    """Features as piecewise linear functions between knots."""

    def __init__(self, x, y):
        self.knots = []
        for values in x.T:
            knots = np.unique(values)
            if len(knots) > MOST_KNOTS:
                # As many knots among the positives as among the negatives.
                both = [np.quantile(values[y == k], np.linspace(0.02, 0.98, MOST_KNOTS)) for k in (0, 1) if (y == k).any()]
                knots = np.unique(np.round(np.quantile(np.concatenate(both), np.linspace(0, 1, MOST_KNOTS)), 3))
            self.knots.append(knots if len(knots) > 1 else None)
        self.columns = sum(len(k) - 1 for k in self.knots if k is not None)

    def expand(self, x):
        z = np.ones((len(x), 1 + self.columns), np.float32)
        at = 1
        for values, knots in zip(x.T, self.knots):
            if knots is None:
                continue
            inside = np.clip(values, knots[0], knots[-1])
            place = np.clip(np.searchsorted(knots, inside, side="right") - 1, 0, len(knots) - 2)
            share = (inside - knots[place]) / (knots[place + 1] - knots[place])
            block = np.zeros((len(x), len(knots)), np.float32)
            block[np.arange(len(x)), place] = 1 - share
            block[np.arange(len(x)), place + 1] += share
            # The first knot is the level that the bias stands for.
            z[:, at : at + len(knots) - 1] = block[:, 1:]
            at += len(knots) - 1
        return z

    def penalty(self):
        p = np.zeros((1 + self.columns, 1 + self.columns))
        p[0, 0] = 1e-6
        at = 1
        for knots in self.knots:
            if knots is None:
                continue
            n = len(knots) - 1
            d = np.eye(n) - np.eye(n, k=-1)  # differences, the first against the level
            b = np.diff(d, axis=0)
            p[at : at + n, at : at + n] = SHRINK * np.eye(n) + SMOOTH * (b.T @ b if n > 1 else 0)
            at += n
        return p


class Model:
    def __init__(self, x, y, weight, start=None):
        self.curves = start.curves if start else Curves(x, y)
        z, penalty = self.curves.expand(x), self.curves.penalty()
        self.weights = start.weights.copy() if start else np.zeros(z.shape[1])
        for _ in range(3 if start else 9):
            p = 1 / (1 + np.exp(-np.clip(z @ self.weights, -30, 30)))
            w = (weight * (p * (1 - p) + 1e-6)).astype(np.float32)
            step = np.linalg.solve((z * w[:, None]).T @ z + penalty, z.T @ (weight * (p - y)) + penalty @ self.weights)
            self.weights -= step
            if abs(step).max() < 1e-2:
                break

    def predict(self, x):
        return self.curves.expand(x) @ self.weights

    def rows(self, name, scale=1.0):
        """The rows of a tree table: each curve as steps."""
        yield f"{name}\t:{scale * self.weights[0]:.4f}"
        at = 1
        for feature, knots in enumerate(self.curves.knots):
            if knots is None:
                continue
            heights = scale * np.r_[0, self.weights[at : at + len(knots) - 1]]
            at += len(knots) - 1
            bounds, levels = steps(knots, heights)
            if max(map(abs, levels)) >= STEP / 4:
                yield "\t".join(["", *chain(feature, bounds, levels)])


def steps(knots, heights):
    """Bounds between levels (one more) that follow a curve; where values lie on knots alone, exactly those."""
    bounds, levels = [], [heights[0]]
    for x0, x1, y0, y1 in zip(knots, knots[1:], heights, heights[1:]):
        count = max(1, round(abs(y1 - y0) / STEP)) if abs(x1 - x0) != 1 else 1
        for k in range(count):
            bounds.append(x0 + (x1 - x0) * (k + 0.5) / count)
            levels.append(y0 + (y1 - y0) * (k + 1) / count)
    return bounds, levels


def chain(feature, bounds, levels):
    """A tree with a leaf for each level, as shallow as can be."""
    if not bounds:
        return [f":{levels[0]:.3f}"]
    half = len(bounds) // 2
    left, right = chain(feature, bounds[:half], levels[: half + 1]), chain(feature, bounds[half + 1 :], levels[half + 1 :])
    return [f"{feature}:{number(bounds[half])}", *left, *right]


def held_out(x, y, folds, weight):
    """The log odds of each row by a model that did not see its fold."""
    whole, scores = Model(x, y, weight), np.zeros(len(y))
    for fold in np.unique(folds):
        out = folds == fold
        scores[out] = Model(x[~out], y[~out], weight[~out], whole).predict(x[out])
    return whole, scores
