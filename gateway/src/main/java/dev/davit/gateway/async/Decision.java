package dev.davit.gateway.async;

import java.time.Duration;

/** What is to be done with an event now. */
sealed interface Decision {

    /** Call the function. */
    record Invoke() implements Decision {}

    /** It goes back unchanged for a while. */
    record PutBack(Duration pause) implements Decision {}

    /** The function failed and is called again at a time. */
    record Retry(Progress progress) implements Decision {}

    /** It has ended. */
    record Conclude(Conclusion conclusion) implements Decision {}
}
