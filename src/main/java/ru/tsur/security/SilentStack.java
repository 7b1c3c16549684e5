package ru.tsur.security;

/** What an accident may say in the log: types and places, no messages, which may quote people. */
public final class SilentStack {

  private SilentStack() {}

  /** The same stack and causes under the types' names. */
  public static Throwable of(Throwable e) {
    Throwable bare = new Throwable(e.getClass().getName());
    bare.setStackTrace(e.getStackTrace());
    if (e.getCause() != null && e.getCause() != e) {
      bare.initCause(of(e.getCause()));
    }
    return bare;
  }
}
