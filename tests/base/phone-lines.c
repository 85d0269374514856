/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* For test-phone-oracle.py: reads lines of a country, a tab and a number as somebody wrote it, and
 * writes the number of E.164, or nothing. */
#include "base/rg-phone.h"

#include <stdio.h>
#include <string.h>

int
main (void)
{
  char line[256];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      char *number = strchr (line, '\t');
      g_autofree char *e164 = NULL;

      if (number == NULL)
        return 2;
      *number++ = '\0';
      number[strcspn (number, "\n")] = '\0';
      e164 = rg_phone_to_e164 (number, line);
      puts (e164 != NULL ? e164 : "");
    }
  return 0;
}
