package dev.davit.operator.autoscaling.scaling;

/**
 * What one policy thinks of the number of tasks.
 *
 * @param wish whether it asks for another one
 * @param desired the number that it asks for
 * @param alarm the name of the alarm that made it ask
 * @param floor below that it lets nobody go; {@link #NEVER} when it lets nobody scale in at all
 */
record Opinion(Wish wish, int desired, String alarm, int floor) {

    /** The floor of a policy that does not agree to any scale-in. */
    static final int NEVER = Integer.MAX_VALUE;

    /** What a policy asks for. */
    enum Wish {
        /** More tasks. */
        OUT,
        /** Fewer tasks. */
        IN,
        /** Nothing. */
        NONE
    }

    static Opinion out(int desired, String alarm) {
        return new Opinion(Wish.OUT, desired, alarm, NEVER);
    }

    static Opinion in(int desired, String alarm) {
        return new Opinion(Wish.IN, desired, alarm, desired);
    }

    static Opinion none(int floor) {
        return new Opinion(Wish.NONE, 0, "", floor);
    }
}
