/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* regularsctl: the shop's data without a screen. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-service.h"

int
main (int argc, char **argv)
{
  rg_i18n_start ();

  const char *const *words = (const char *const *) argv + 1;
  int code = RG_CTL_FAILED;
  if (rg_ctl_forward (words, &code))
    return code;

  g_autoptr (RgCtl) ctl = rg_ctl_new (NULL, NULL);
  rg_ctl_set_direct (ctl, TRUE);
  return rg_ctl_run (ctl, words);
}
