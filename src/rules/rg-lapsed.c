/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The ready segment of lapsed customers. */
#include "rules/rg-lapsed.h"

#include "base/rg-i18n.h"

const char *
rg_lapsed_text (void)
{
  return "visits at least 5 in last 730 days\nnot since 90 days\n";
}

const char *
rg_lapsed_meaning (void)
{
  return _("At least 5 visits in two years, none in the last 90 days");
}
