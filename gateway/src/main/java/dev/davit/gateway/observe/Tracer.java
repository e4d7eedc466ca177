package dev.davit.gateway.observe;

/** Port: who follows calls. Owner thread only; must not block. */
public interface Tracer {

    /** Whether anything is followed at all; asked before anything is gathered for it. Never changes. */
    boolean isOn();

    /** A call begins; null when it is not followed. */
    CallTrace begin(CallStart start);

    /** Follows nothing. */
    Tracer NONE = new Tracer() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public CallTrace begin(CallStart start) {
            return null;
        }
    };
}
