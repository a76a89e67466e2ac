"""Gradient-boosted trees as galley reads them (Sources/GalleyCore/Analysis/Models/TreeTable.swift). Needs numpy and lightgbm."""
import lightgbm
import numpy as np

PARAMETERS = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 8, "min_data_in_leaf": 30, "lambda_l2": 5, "feature_fraction": 0.6,
    "bagging_fraction": 0.8, "bagging_freq": 1, "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 2, "verbose": -1,
}
TREES = 180
# Thresholds drawn at random (Geurts et al., “Extremely randomized trees”, 2006): with many features, most of which are seldom
# anything but 0, kinds of texts that were not fitted to are judged better so.
RANDOMISED = {"extra_trees": True, "learning_rate": 0.1, "min_data_in_leaf": 10, "lambda_l2": 8}


def fit(x, y, weight=None, trees=TREES, **parameters):
    return lightgbm.train({**PARAMETERS, **parameters}, lightgbm.Dataset(x, y, weight=weight), trees)


def held_out(x, y, folds, weight=None, used=None, trees=TREES, **parameters):
    """The log odds of each row by a model that did not see its fold; models learn from the rows `used`, by default all."""
    weight = np.ones(len(y)) if weight is None else weight
    used = np.ones(len(y), bool) if used is None else used
    scores = np.zeros(len(y))
    for fold in np.unique(folds):
        out = folds == fold
        train = used & ~out
        scores[out] = fit(x[train], y[train], weight[train], trees, **parameters).predict(x[out], raw_score=True)
    return scores


def calibration(scores, y, weight):
    """The scale and shift that make log odds of held-out scores (Platt, “Probabilistic outputs for support vector machines”, 1999)."""
    z = np.stack([scores, np.ones(len(y))], axis=1)
    found = np.array([1.0, 0.0])
    for _ in range(20):
        p = 1 / (1 + np.exp(-z @ found))
        found -= np.linalg.solve((z * (weight * (p * (1 - p) + 1e-9))[:, None]).T @ z, z.T @ (weight * (p - y)))
    return float(found[0]), float(found[1])


def header(names):
    return "\t".join(["features", *names])


def rows(name, model, least=0.0, scale=1.0):
    """The rows of a model; its log odds are multiplied by `scale` and then lowered by `least`."""

    def node(tree):
        if "split_feature" not in tree:
            return [f":{scale * tree['leaf_value']:.3f}"]
        assert tree["decision_type"] == "<="
        return [f"{tree['split_feature']}:{number(tree['threshold'])}"] + node(tree["left_child"]) + node(tree["right_child"])

    trees = [[f":{-least:.4f}"]] + [node(t["tree_structure"]) for t in model.dump_model()["tree_info"]]
    return ["\t".join(["" if k else name, *tree]) for k, tree in enumerate(trees)]


def number(value):
    """Enough digits to part the values on either side; a decimal without an exponent."""
    text = f"{value:.4g}"
    text = text if "e" not in text else f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
