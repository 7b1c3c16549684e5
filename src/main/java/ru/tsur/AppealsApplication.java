package ru.tsur;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the Appeals product: register, process engine, Tasklist and our pages in one process. */
@SpringBootApplication
public class AppealsApplication {

  public static void main(String[] args) {
    SpringApplication.run(AppealsApplication.class, args);
  }
}
