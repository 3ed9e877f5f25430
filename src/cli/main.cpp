#include <iostream>

#include "djaz/version.h"

int main() { std::cout << "djaz " << djaz::version() << '\n'; }
