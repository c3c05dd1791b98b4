// Takes hold of <html> before it is painted, so that nobody sees the other theme first. Kept as small as can be, since the
// first paint waits for it.
import { showChosenTheme } from '../../ui/show-chosen-theme';

showChosenTheme();
// Chosen in another tab; or on a later page of this one, from which the reader comes back.
addEventListener('storage', showChosenTheme);
addEventListener('pageshow', showChosenTheme);
