/** The English texts of what an embedded element shows. */
import 'corslab-texts/browsers';
import 'corslab-texts/console';
import 'corslab-texts/difference';
import 'corslab-texts/embed';
import 'corslab-texts/form';
import 'corslab-texts/page';
import 'corslab-texts/script';
import 'corslab-texts/steps';
import 'corslab-texts/timeline';
import 'corslab-texts/verdict';
import 'corslab-texts/wire';
