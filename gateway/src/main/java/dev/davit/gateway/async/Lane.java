package dev.davit.gateway.async;

import dev.davit.gateway.catalog.FunctionKey;

/** One function's share of the work. Owner thread only. */
final class Lane {

    final FunctionKey function;
    final Window window = new Window();
    private int held;
    private int asked;

    Lane(FunctionKey function) {
        this.function = function;
    }

    /** How many to ask for now; 0 for none. With no memory to spare one at a time is worked on, so that no lane stands still. */
    int wants(Integer reservedConcurrency, boolean spare, long nowMillis) {
        if (asked > 0 || window.isPaused(nowMillis)) {
            return 0;
        }
        if (!spare) {
            return held == 0 ? 1 : 0;
        }
        int most =
                reservedConcurrency == null ? window.size() : Math.max(1, Math.min(window.size(), reservedConcurrency));
        int room = most - held;
        return room >= (most + 1) / 2 || held == 0 ? Math.max(0, room) : 0;
    }

    void asked(int events) {
        asked = events;
    }

    void nothingAsked() {
        asked = 0;
    }

    void took() {
        held++;
        asked = Math.max(0, asked - 1);
    }

    void released() {
        held--;
    }

    int held() {
        return held;
    }
}
