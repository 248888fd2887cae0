#!/usr/bin/env python3
"""A training step of MNIST's network in PyTorch, for the bench of ours: same layers, batch, loss and optimiser.

    python3 peer_train.py --mnist DIR_WITH_IDX_FILES [--batch 128 --steps 30 --threads 1]

Prints one JSON object: the milliseconds of every measured step and their median.
"""
import argparse
import json
import os
import statistics
import time

import numpy as np
import torch
from torch import nn

WARM_UP = 5

parser = argparse.ArgumentParser()
parser.add_argument("--mnist", required=True)
parser.add_argument("--batch", type=int, default=128)
parser.add_argument("--steps", type=int, default=30)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(options.seed)


def read_idx(name, header):
    with open(os.path.join(options.mnist, name), "rb") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


images = torch.from_numpy(read_idx("train-images-idx3-ubyte", 16).reshape(-1, 1, 28, 28).astype(np.float32) / 255)
labels = torch.from_numpy(read_idx("train-labels-idx1-ubyte", 8).astype(np.int64))


def conv(inputs, filters, stride):
    return [nn.Conv2d(inputs, filters, 3, stride, 1), nn.BatchNorm2d(filters), nn.ReLU()]


network = nn.Sequential(
    *conv(1, 16, 1),
    *conv(16, 32, 2),
    *conv(32, 32, 1),
    *conv(32, 64, 2),
    nn.Flatten(),
    *[nn.Linear(64 * 7 * 7, 800), nn.BatchNorm1d(800), nn.ReLU()],
    nn.Linear(800, 10),
)
loss_of = nn.CrossEntropyLoss()
adam = torch.optim.Adam(network.parameters(), 1e-3)


def step():
    indices = torch.randperm(len(labels))[: options.batch]
    began = time.perf_counter()
    adam.zero_grad()
    loss = loss_of(network(images[indices]), labels[indices])
    loss.backward()
    adam.step()
    loss.item()
    return 1000 * (time.perf_counter() - began)


network.train()
for _ in range(WARM_UP):
    step()
times = [step() for _ in range(options.steps)]
print(json.dumps({"medianMilliseconds": statistics.median(times), "milliseconds": times, "threads": options.threads}))
