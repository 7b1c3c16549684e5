package ru.tsur.process;

import ru.tsur.ProductTest;

/** The paths on H2. */
@ProductTest
class AppealPathsTest extends AppealPaths {}
